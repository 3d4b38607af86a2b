"""``python -m numerate.cli`` is the command ``numerate``."""

import sys

from numerate.cli import main

sys.exit(main())

"""The paper: the manuscript read, the generated files built, origins told, formats written."""

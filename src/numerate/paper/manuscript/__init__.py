"""The manuscript room: reads Quarto markdown and resolves what Quarto adds to pandoc's."""

"""Render: finished documents to HTML, PDF and DOCX, with one content and one look."""

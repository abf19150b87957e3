"""What people read: notes as text, Markdown and JSON, in Vietnamese and English, with all wording as data."""

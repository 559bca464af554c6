"""MkDocs' events. Thin: each hands on to the module that does it. No state: events run once a language."""

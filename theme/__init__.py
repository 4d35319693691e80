"""The look that phone, desk and stage share: one set of colours and one mark. `python -m theme` rewrites what is
derived from them."""

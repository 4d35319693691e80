"""The phone door: plain HTML, forms and one small script, for residents' phones of any age."""

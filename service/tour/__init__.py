"""The pictures that the documents show: an evening of made-up residents, photographed door by door."""

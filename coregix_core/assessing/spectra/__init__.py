"""What the spectra of two images, added up over windows, show of what lies elsewhere, or is in one of them alone."""

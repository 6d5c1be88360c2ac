"""What reports say: the frames of an analysis in, titles, sentences and tables to read out."""

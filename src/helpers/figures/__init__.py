"""One function a chart: frames in, a Chart with title, source and alt text out."""

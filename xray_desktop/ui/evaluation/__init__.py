"""The model against labelled images: figures, charts, confusion matrix and the images behind them."""

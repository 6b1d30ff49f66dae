"""The least that a PySide6 program can do: one empty window, to compare ours with."""

import sys

from PySide6.QtWidgets import QApplication, QMainWindow

application = QApplication(sys.argv)
window = QMainWindow()
window.setWindowTitle("bare window")
window.resize(1280, 720)
window.show()
sys.exit(application.exec())

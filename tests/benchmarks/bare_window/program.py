"""A minimal PySide6 program with one empty window, for comparison."""

import sys

from PySide6.QtWidgets import QApplication, QMainWindow

application = QApplication(sys.argv)
window = QMainWindow()
window.setWindowTitle("bare window")
window.resize(1280, 720)
window.show()
sys.exit(application.exec())

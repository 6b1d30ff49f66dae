from tests.batch.conftest import public_folder

__all__ = ["public_folder"]

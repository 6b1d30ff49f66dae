import pytest

from tests.images import synthetic_image, write_png
from xray_desktop.batch.files import NothingToDo
from xray_desktop.batch.iteration import predict_many


def test_every_file_gives_a_result_with_its_path(tmp_path, classifier):
    for seed in range(3):
        write_png(tmp_path / f"{seed}.png", synthetic_image(seed=seed))
    (tmp_path / "text.png").write_text("hello")
    results = list(predict_many(tmp_path, classifier))
    assert [result.path for result in results] == sorted(tmp_path.iterdir())
    for result in results[:3]:
        assert result.prediction.probability == classifier.predict(result.path).probability
    assert results[3].prediction is None
    assert results[3].row.status == "error"


def test_a_missing_file_is_reported_when_the_iteration_begins(tmp_path, classifier):
    with pytest.raises(NothingToDo):
        next(predict_many([tmp_path], classifier))

"""Time spent excludes pauses."""

from xray_desktop.evaluation.reader_study.stopwatch import Stopwatch


def test_pauses_do_not_count():
    now = [100.0]
    watch = Stopwatch(lambda: now[0])
    assert watch.seconds == 0
    watch.start()
    now[0] += 4
    watch.pause()
    now[0] += 1000
    watch.pause()
    watch.resume()
    now[0] += 2
    watch.resume()
    assert watch.seconds == 6
    watch.start()
    assert watch.seconds == 0

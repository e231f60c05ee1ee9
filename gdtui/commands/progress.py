"""The steps and their status, in lines or as JSON."""

from __future__ import annotations

import json

from gdtui.lesson.model import Lesson
from gdtui.progress.model import Progress, Status


def tell(lesson: Lesson, progress: Progress, *, as_json: bool) -> None:
    """Print how the lesson stands."""
    status = {step.id: progress.status(step.id, step.work) for step in lesson.steps}
    completed = sum(each is Status.COMPLETED for each in status.values())
    if as_json:
        steps = [
            {"id": step.id, "title": step.title, "status": status[step.id].value}
            for step in lesson.steps
        ]
        answer = {"lesson": lesson.id, "title": lesson.title, "completed": completed}
        print(json.dumps({**answer, "total": len(steps), "steps": steps}, ensure_ascii=False))
        return
    width = max(len(step.title) for step in lesson.steps)
    print(f"{lesson.title}: {completed}/{len(lesson.steps)}")
    for number, step in enumerate(lesson.steps, start=1):
        print(f"{number:3} {step.title:<{width}}  {status[step.id].label}")

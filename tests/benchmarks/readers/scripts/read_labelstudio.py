"""Label Studio's own checks of a labelling configuration and of each annotation and prediction under it."""

import json
import sys
from pathlib import Path

from label_studio_sdk.label_interface import LabelInterface
from told import Told

exports = Path(sys.argv[1])
told = Told("label-studio-sdk")


def tasks():
    path = exports / "labelstudio" / "set.json"
    interface = LabelInterface(Path(f"{path}.label_config.xml").read_text(encoding="utf-8"))
    interface.validate()
    found = []
    for task in json.loads(path.read_text(encoding="utf-8")):
        text = task["data"]["text"]
        for kind, check in (
            ("annotations", interface.validate_annotation),
            ("predictions", interface.validate_prediction),
        ):
            for each in task.get(kind, []):
                if not check(each):
                    told.complain(f"task {task['id']}: one of its {kind} is not valid")
                for result in each["result"]:
                    if result["type"] == "labels":
                        value = result["value"]
                        found.append((task["data"]["doc_id"], value["labels"][0], text[value["start"] : value["end"]]))
    return found


told.read("labelstudio", tasks)
told.tell()

"""CVAT's auto-annotation function: every thing in an image as a box with its label, score and caption, from a running server.

    ./dynrefer serve
    pip install cvat-sdk requests
    cvat-cli --server-host http://localhost:8081 --auth USER task auto-annotate TASK_ID \
        --function-file docs/clients/cvat_function.py -p labels=str:giraffe,zebra,tree --allow-unmatched-labels
"""

import base64
import io

import cvat_sdk.auto_annotation as cvataa
import requests

CAPTION = 0


class DynRefer:
    def __init__(self, labels, server="http://localhost:8080", most=30):
        self._server, self._names, self._most = server, labels.split(","), most

    @property
    def spec(self):
        caption = cvataa.text_attribute_spec("caption", CAPTION)
        return cvataa.DetectionFunctionSpec(
            labels=[cvataa.label_spec(name, at, attributes=[caption]) for at, name in enumerate(self._names)]
        )

    def detect(self, context, image):
        file = io.BytesIO()
        image.convert("RGB").save(file, "PNG")
        question = {
            "image": base64.b64encode(file.getvalue()).decode(),
            "tasks": ["category", "caption"],
            "vocabulary": self._names,
            "most": self._most,
        }
        answer = requests.post(self._server + "/v1/dense-captions", json=question)
        answer.raise_for_status()
        shapes = [self._shape(region) for region in answer.json()["regions"] if "categories" in region]
        return [shape for shape in shapes if shape.score >= (context.conf_threshold or 0)]

    def _shape(self, region):
        left, top, width, height = region["bbox"]
        best = region["categories"][0]
        return cvataa.rectangle(
            self._names.index(best["name"]),
            [left, top, left + width, top + height],
            score=best["probability"],
            attributes=[{"spec_id": CAPTION, "value": region["caption"]["text"]}],
        )


def create(labels, **settings):
    """What cvat-cli calls with its -p arguments: labels, and where given server and most."""
    return DynRefer(labels, **settings)

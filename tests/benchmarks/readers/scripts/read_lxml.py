"""TEI by its RelaxNG schema, REFI-QDA by its XML schema; the spans between anchors, and of codings."""

import sys
import zipfile
from io import BytesIO
from pathlib import Path

from lxml import etree
from told import Told

exports, schemas = Path(sys.argv[1]), Path(sys.argv[2])
told = Told("lxml")
ID = "{http://www.w3.org/XML/1998/namespace}id"


def check(schema, name, document):
    if not schema.validate(etree.parse(BytesIO(document))):
        for each in schema.error_log:
            told.complain(f"{name}, line {each.line}: {each.message}")


def tei():
    schema = etree.RelaxNG(etree.parse(str(schemas / "tei_all_P5_4.9.0.rng")))
    found = []
    for path in sorted((exports / "tei" / "set").glob("*.xml")):
        check(schema, path.name, path.read_bytes())
        root = etree.parse(str(path)).getroot()
        text, places = [], {}
        for number, line in enumerate(root.iterfind(".//{*}body/{*}p")):
            text.append("\n" if number else "")
            for node in line.iter():
                if node is not line and ID in node.attrib:
                    places[node.get(ID)] = len("".join(text))
                text.append((node.text or "") if node is line else (node.tail or ""))
        whole = "".join(text)
        labels = {each.get(ID): each.findtext("{*}catDesc") for each in root.iterfind(".//{*}category")}
        for span in root.iterfind(".//{*}span"):
            start, end = (places[span.get(name, "").removeprefix("#")] for name in ("from", "to"))
            label = span.get("ana", "").split()[0].removeprefix("#")
            found.append((root.get("n"), labels.get(label, label), whole[start:end]))
    return found


def refi():
    schema = etree.XMLSchema(etree.parse(str(schemas / "Project-mrt2019.xsd")))
    found = []
    with zipfile.ZipFile(exports / "refi" / "set.qdpx") as archive:
        document = archive.read("project.qde")
        check(schema, "project.qde", document)
        root = etree.fromstring(document)
        above = {each.get("guid"): each for each in root.iterfind(".//{*}Code")}

        def path(code):
            names = []
            while code is not None and etree.QName(code).localname == "Code":
                names.insert(0, code.get("name"))
                code = code.getparent()
            return "/".join(names)

        for number, source in enumerate(root.iterfind(".//{*}TextSource"), 1):
            place = source.get("plainTextPath").removeprefix("internal://")
            text = archive.read(f"sources/{place}").decode()
            for mark in source.iterfind("{*}PlainTextSelection"):
                for coding in mark.iterfind("{*}Coding/{*}CodeRef"):
                    quote = text[int(mark.get("startPosition")) : int(mark.get("endPosition"))]
                    # Types of entities stand under a code of their own.
                    label = path(above[coding.get("targetGUID")]).removeprefix("Entities/")
                    found.append((str(number), label, quote))
    return found


told.read("tei", tei)
told.read("refi", refi)
told.tell()

"""Rewrites an Avro file by Apache Avro's Python library: rewrite-avro.py FILE OUT CODEC, for files of codec null or deflate."""
import sys

from avro.datafile import DataFileReader, DataFileWriter
from avro.io import DatumReader, DatumWriter
from avro.schema import parse

file, out, codec = sys.argv[1:]
with DataFileReader(open(file, "rb"), DatumReader()) as reader:
    with DataFileWriter(open(out, "wb"), DatumWriter(), parse(reader.schema), codec=codec) as writer:
        for row in reader:
            writer.append(row)

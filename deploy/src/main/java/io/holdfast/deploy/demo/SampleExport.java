package io.holdfast.deploy.demo;

import io.holdfast.archive.Bytes;

/**
 * A chat export as an employee's phone would write it.
 *
 * @param owner whose phone it was; also the name that the export shows
 */
record SampleExport(String fileName, Employee owner, Bytes bytes) {
  /** Safe to print: sizes only. */
  @Override
  public String toString() {
    return "SampleExport[" + bytes.length() + " bytes]";
  }
}

package io.holdfast.deploy.wiring.doors;

import io.holdfast.archive.ArchiveException;
import io.holdfast.archive.ArchiveException.Category;
import io.holdfast.archive.IntegrityException;
import io.holdfast.archive.catalogue.Catalogue;
import io.holdfast.archive.catalogue.CataloguedPlace;
import io.holdfast.archive.ledger.Place;
import io.holdfast.archive.reading.Ledger;
import io.holdfast.archive.record.Attachment;
import io.holdfast.archive.record.RecordKind;
import io.holdfast.archive.segment.SealedRecord;
import io.holdfast.deploy.web.doors.Asker;
import io.holdfast.deploy.web.doors.FileDoor;
import io.holdfast.ingest.media.MediaIds;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Opens files in the ledger: those that came with their record, and those that came after it and
 * stand in a record of their own.
 */
public final class LedgerFileDoor implements FileDoor {
  private final Ledger ledger;
  private final Catalogue catalogue;
  private final MediaIds ids;

  /** A door. */
  public LedgerFileDoor(Ledger ledger, Catalogue catalogue, MediaIds ids) {
    this.ledger = ledger;
    this.catalogue = catalogue;
    this.ids = ids;
  }

  @Override
  public Finding open(Asker asker, String record, int number) throws IntegrityException {
    List<SealedRecord> places = places(record, number);
    for (SealedRecord sealed : places) {
      Optional<File> file = file(sealed.place(), sealed.record().attachments().get(number));
      if (file.isPresent()) {
        return new Finding.Kept(file.get());
      }
    }
    for (SealedRecord sealed : places) {
      Optional<File> file = arrived(sealed, number);
      if (file.isPresent()) {
        return new Finding.Kept(file.get());
      }
    }
    return places.isEmpty() ? new Finding.Unknown() : new Finding.NotKept(state(places, number));
  }

  /** Every place of a record that can still be read and has such an attachment. */
  private List<SealedRecord> places(String record, int number) throws IntegrityException {
    var places = new ArrayList<SealedRecord>();
    for (CataloguedPlace at : catalogue.places(record)) {
      ledger
          .record(at.place())
          .filter(found -> number >= 0 && number < found.record().attachments().size())
          .ifPresent(places::add);
    }
    return places;
  }

  private Optional<File> arrived(SealedRecord sealed, int number) throws IntegrityException {
    if (sealed.record().kind() == RecordKind.ATTACHMENT) {
      return Optional.empty();
    }
    Attachment declared = sealed.record().attachments().get(number);
    for (SealedRecord later : places(ids.arrived(sealed.record().id(), number, declared), 0)) {
      Optional<File> file = file(later.place(), later.record().attachments().getFirst());
      if (file.isPresent()) {
        return file;
      }
    }
    return Optional.empty();
  }

  private Optional<File> file(Place place, Attachment attachment) throws IntegrityException {
    if (attachment.blob() == null) {
      return Optional.empty();
    }
    try {
      Optional<InputStream> content = ledger.blob(place, attachment.blob());
      return content.map(
          bytes -> new File(attachment.name(), attachment.mediaType(), attachment.size(), bytes));
    } catch (IOException e) {
      throw new ArchiveException(
          Category.UNAVAILABLE, "the file at " + place + " cannot be read from the store", e);
    }
  }

  private String state(List<SealedRecord> places, int number) throws IntegrityException {
    SealedRecord shown = places.getFirst();
    Attachment declared = shown.record().attachments().get(number);
    for (SealedRecord lost : places(ids.lost(shown.record().id(), number, declared), 0)) {
      return lost.record().attachments().getFirst().state().code();
    }
    boolean gone = declared.blob() != null;
    return gone ? Attachment.State.MISSING.code() : declared.state().code();
  }
}

package io.holdfast.deploy.wiring.doors;

import io.holdfast.deploy.web.doors.Asker;
import io.holdfast.retention.control.Actor;

/** Whoever asks at the desk, as records management knows them. */
final class Actors {
  private Actors() {}

  static Actor of(Asker asker) {
    return new Actor(asker.person(), asker.role());
  }
}

package io.holdfast.deploy.wiring;

import io.holdfast.archive.ArchiveException;
import io.holdfast.archive.ArchiveException.Category;
import io.holdfast.deploy.web.doors.DeskDoors;
import io.holdfast.deploy.web.doors.WebhookDoor;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;

/**
 * The doors of a process that only takes deliveries in: all others, whichever there are, say so and
 * open nothing.
 */
final class ClosedDoors {
  private ClosedDoors() {}

  static DeskDoors allBut(WebhookDoor webhook) {
    return DeskDoors.class.cast(group(DeskDoors.class, webhook));
  }

  /** A record of doors and of such records. */
  private static Object group(Class<?> group, WebhookDoor webhook) {
    RecordComponent[] parts = group.getRecordComponents();
    Class<?>[] types = Arrays.stream(parts).map(RecordComponent::getType).toArray(Class<?>[]::new);
    Object[] doors = Arrays.stream(types).map(type -> door(type, webhook)).toArray();
    try {
      return group.getDeclaredConstructor(types).newInstance(doors);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(group + " is no record of doors", e);
    }
  }

  private static Object door(Class<?> type, WebhookDoor webhook) {
    if (type.equals(WebhookDoor.class)) {
      return webhook;
    }
    return type.isRecord()
        ? group(type, webhook)
        : Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (proxy, method, arguments) -> refuse(type, method));
  }

  private static Object refuse(Class<?> door, Method method) {
    if (method.getName().equals("toString")) {
      return "closed " + door.getSimpleName();
    }
    throw new ArchiveException(
        Category.UNAVAILABLE,
        "This process only takes deliveries in: ask one that has the role desk.");
  }
}

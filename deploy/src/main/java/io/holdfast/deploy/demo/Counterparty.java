package io.holdfast.deploy.demo;

/**
 * Somebody outside the invented firm.
 *
 * @param key first name, lower case: how the script calls them
 * @param phone digits, without +
 * @param userId business-scoped user id
 */
record Counterparty(String key, String name, String phone, String userId) {
  String firstName() {
    return name.substring(0, name.indexOf(' '));
  }

  /** Safe to print: no name, no number. */
  @Override
  public String toString() {
    return "Counterparty";
  }
}

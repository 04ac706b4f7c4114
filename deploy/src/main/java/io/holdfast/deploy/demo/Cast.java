package io.holdfast.deploy.demo;

import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;

/** Who plays: all invented, with numbers that the regulators keep free for drama. */
final class Cast {
  static final String FIRM = "Marlow & Finch Capital";

  /** WhatsApp Business account id. */
  static final String BUSINESS_ACCOUNT = "410550020000900";

  static final List<Employee> EMPLOYEES =
      List.of(
          employee("mf-001", "Eleanor Marsh", "Trading", 101),
          employee("mf-002", "Dominic Achebe", "Trading", 102),
          employee("mf-003", "Ruth Halloran", "Client relations", 103),
          employee("mf-004", "Jonas Lindqvist", "Client relations", 104),
          employee("mf-005", "Samira Haddad", "Client relations", 105),
          employee("mf-006", "Peter Voss", "Operations", 106));

  static final List<Counterparty> COUNTERPARTIES =
      List.of(
          counterparty("Gareth Pryce", "447700900201"),
          counterparty("Marta Kowalczyk", "447700900202"),
          counterparty("Thomas Brandl", "447700900203"),
          counterparty("Layla Mansour", "447700900204"),
          counterparty("Owen Tate", "447700900205"),
          counterparty("Beth Carrow", "12125550143"),
          counterparty("Hugh Penrose", "447700900207"),
          counterparty("Dana Whitlock", "12025550167"));

  private Cast() {}

  static Employee employee(String key) {
    return one(EMPLOYEES, each -> each.key().equals(key), key);
  }

  static Counterparty counterparty(String key) {
    return one(COUNTERPARTIES, each -> each.key().equals(key), key);
  }

  private static <T> T one(List<T> all, Predicate<T> wanted, String key) {
    return all.stream()
        .filter(wanted)
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("nobody plays " + key));
  }

  private static Employee employee(String id, String name, String department, int number) {
    return new Employee(
        key(name), id, name, department, "442079460" + number, "301550010000" + number);
  }

  private static Counterparty counterparty(String name, String phone) {
    String country = phone.startsWith("44") ? "GB" : "US";
    return new Counterparty(key(name), name, phone, country + ".7000000" + phone);
  }

  private static String key(String name) {
    return name.substring(0, name.indexOf(' ')).toLowerCase(Locale.ROOT);
  }
}

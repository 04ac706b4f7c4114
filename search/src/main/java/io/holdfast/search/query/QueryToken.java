package io.holdfast.search.query;

/**
 * A piece of a query.
 *
 * @param position where it begins, characters from 0
 * @param text without quotes and field name
 * @param field the field's name in lower case, empty for none
 * @param quoted whether it stood in quotes
 */
record QueryToken(Type type, int position, String text, String field, boolean quoted) {
  enum Type {
    TERM,
    OR,
    NOT,
    OPEN,
    CLOSE
  }
}

package io.holdfast.ingest.export;

import java.text.Normalizer;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/** Finds the file that a line names among those that came with an export. Immutable. */
final class AttachmentNames {
  private static final Pattern COPY = Pattern.compile(" \\(\\d+\\)(?=\\.[^.]*$|$)");
  private static final List<UnaryOperator<String>> FOLDS =
      List.of(
          UnaryOperator.identity(),
          name -> Normalizer.normalize(name, Normalizer.Form.NFC),
          name ->
              Normalizer.normalize(name, Normalizer.Form.NFC).replace("%20", " ").replace('_', ' '),
          name ->
              COPY.matcher(
                      Normalizer.normalize(name, Normalizer.Form.NFC)
                          .replace("%20", " ")
                          .replace('_', ' '))
                  .replaceAll(""));

  private final List<Map<String, String>> byFold;

  AttachmentNames(Collection<String> names) {
    byFold = FOLDS.stream().map(fold -> index(names, fold)).toList();
  }

  private static Map<String, String> index(Collection<String> names, UnaryOperator<String> fold) {
    var index = new HashMap<String, String>();
    for (String name : names) {
      index.putIfAbsent(fold.apply(name), name);
    }
    return index;
  }

  /** The name of the file that a line means: exact first, then ever more tolerant. */
  Optional<String> find(String named) {
    for (int i = 0; i < FOLDS.size(); i++) {
      String found = byFold.get(i).get(FOLDS.get(i).apply(named));
      if (found != null) {
        return Optional.of(found);
      }
    }
    return Optional.empty();
  }
}

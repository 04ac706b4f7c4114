package io.holdfast.search.index;

import io.holdfast.archive.record.CanonicalRecord;
import io.holdfast.archive.record.Content;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Everything in a record's content that a person could read and therefore look for. */
final class Words {
  /** Marks where a found word begins and ends in an answer; never part of what is indexed. */
  static final char MARK_BEGIN = '\uE000';

  static final char MARK_END = '\uE001';

  private Words() {}

  static List<String> of(CanonicalRecord record) {
    var words = new ArrayList<String>();
    Content content = record.content();
    if (content == null) {
      return words;
    }
    add(words, content.text());
    switch (content) {
      case Content.Location location -> {
        add(words, location.name());
        add(words, location.address());
        add(words, location.url());
      }
      case Content.Contacts contacts -> contacts.cards().forEach(card -> addTree(words, card));
      case Content.Interactive interactive -> {
        add(words, interactive.title());
        addTree(words, interactive.reply());
      }
      case Content.Poll poll -> {
        add(words, poll.question());
        poll.options().forEach(option -> add(words, option));
      }
      case Content.Other other -> addTree(words, other.body());
      case Content.Notice notice -> addTree(words, notice.body());
      case Content.Receipt receipt -> addTree(words, receipt.error());
      case Content.Reaction reaction -> add(words, reaction.emoji());
      case Content.Membership membership -> {
        add(words, membership.name());
        membership.members().forEach(member -> add(words, member.name()));
      }
      case Content.Gap gap -> {
        add(words, gap.reason());
        add(words, gap.explanation());
      }
      case Content.Unsupported unsupported -> add(words, unsupported.reason());
      case Content.Unrecognised unrecognised -> add(words, unrecognised.reason());
      case Content.Tombstone tombstone -> add(words, tombstone.reason());
      case Content.Text text -> {}
      case Content.Media media -> {}
      case Content.Deleted deleted -> {}
      case Content.Call call -> {}
      case Content.Delivery delivery -> {}
      case Content.Entry entry -> {}
    }
    return words;
  }

  private static void add(List<String> words, @Nullable String word) {
    if (word != null && !word.isBlank()) {
      words.add(clean(word));
    }
  }

  private static void addTree(List<String> words, @Nullable JsonNode tree) {
    if (tree == null) {
      return;
    }
    if (tree.isString() || tree.isNumber()) {
      add(words, tree.asString());
    }
    for (JsonNode child : tree) {
      addTree(words, child);
    }
  }

  static String clean(String text) {
    return text.replace(MARK_BEGIN, ' ').replace(MARK_END, ' ');
  }
}

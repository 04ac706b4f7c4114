package io.holdfast.deploy.laws;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.springframework.stereotype.Component;

/** The laws of the house that can be read off the classes. */
class LawsTest {
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .withImportOption(location -> !location.contains("-tests.jar"))
          .importPackages("io.holdfast");

  /** A library and the only packages that may know it. */
  private record Room(String library, List<String> packages) {}

  private static final List<Room> ROOMS =
      List.of(
          new Room(
              "software.amazon..",
              List.of("io.holdfast.archive.store.s3..", "io.holdfast.archive.keys..")),
          new Room("org.apache.kafka.clients..", List.of("io.holdfast.archive.spool..")),
          new Room("co.elastic..", List.of("io.holdfast.search.index..")),
          new Room("org.apache.tika..", List.of("io.holdfast.search.text..")),
          new Room("org.quartz..", List.of("io.holdfast.retention.clock..")),
          new Room("org.springframework..", List.of("io.holdfast.deploy..")),
          new Room("gg.jte..", List.of("io.holdfast.deploy..", "gg.jte..")));

  private static final List<String> FOREIGN_WORDS =
      List.of(
          "io.holdfast.archive.store..",
          "io.holdfast.archive.keys..",
          "io.holdfast.deploy.embedded..",
          "io.holdfast.deploy.settings..",
          "io.holdfast.deploy.cli..",
          "io.holdfast.deploy.bench..");

  private static final String MAIN = "io.holdfast.deploy.Main";
  private static final String KEY_FILES =
      "io\\.holdfast\\.deploy\\.wiring\\.(OwnerFile|RecoveryKeyFile)";

  /** What no other class names does not do what its words promise. */
  @Test
  void everythingIsUsed() {
    Set<JavaClass> used =
        CLASSES.stream()
            .flatMap(type -> type.getDirectDependenciesFromSelf().stream())
            .filter(use -> outermost(use.getOriginClass()) != outermost(use.getTargetClass()))
            .map(use -> outermost(use.getTargetClass()))
            .collect(Collectors.toSet());
    assertThat(CLASSES.stream().filter(type -> type.getEnclosingClass().isEmpty()))
        .filteredOn(type -> !type.getSimpleName().equals("package-info"))
        .filteredOn(type -> !type.getFullName().equals(MAIN))
        .filteredOn(type -> !type.isMetaAnnotatedWith(Component.class)) // Spring looks for these
        .filteredOn(type -> !used.contains(type))
        .isEmpty();
  }

  private static JavaClass outermost(JavaClass type) {
    return type.getEnclosingClass().map(LawsTest::outermost).orElse(type);
  }

  @Test
  void theGroundFloorKnowsNobody() {
    noClasses()
        .that()
        .resideInAPackage("io.holdfast.archive..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "io.holdfast.ingest..",
            "io.holdfast.search..",
            "io.holdfast.retention..",
            "io.holdfast.deploy..")
        .check(CLASSES);
  }

  @Test
  void siblingsAreBlindToEachOtherAndToTheTop() {
    List<String> siblings = List.of("ingest", "search", "retention");
    for (String sibling : siblings) {
      for (String other : List.of("ingest", "search", "retention", "deploy")) {
        if (!other.equals(sibling)) {
          noClasses()
              .that()
              .resideInAPackage("io.holdfast." + sibling + "..")
              .should()
              .dependOnClassesThat()
              .resideInAPackage("io.holdfast." + other + "..")
              .check(CLASSES);
        }
      }
    }
  }

  @Test
  void noPackagesDependOnEachOtherInACircle() {
    slices().matching("io.holdfast.archive.(**)").should().beFreeOfCycles().check(CLASSES);
    slices().matching("io.holdfast.ingest.(**)").should().beFreeOfCycles().check(CLASSES);
    slices().matching("io.holdfast.search.(**)").should().beFreeOfCycles().check(CLASSES);
    slices().matching("io.holdfast.retention.(**)").should().beFreeOfCycles().check(CLASSES);
    slices().matching("io.holdfast.deploy.(**)").should().beFreeOfCycles().check(CLASSES);
  }

  @Test
  void everyLibraryStaysInItsRoom() {
    for (Room room : ROOMS) {
      noClasses()
          .that(
              resideInAPackage("io.holdfast..")
                  .and(not(resideInAnyPackage(room.packages().toArray(String[]::new)))))
          .should()
          .dependOnClassesThat()
          .resideInAPackage(room.library())
          .check(CLASSES);
    }
  }

  @Test
  void nothingStaticCanChange() {
    noFields()
        .that()
        .areDeclaredInClassesThat()
        .resideInAPackage("io.holdfast..")
        .and()
        .areStatic()
        .should()
        .notHaveModifier(JavaModifier.FINAL)
        .check(CLASSES);
  }

  @Test
  void timeIsAnArgument() {
    noClasses()
        .that()
        .resideOutsideOfPackages("io.holdfast.deploy..")
        .should()
        .callMethod(java.time.Instant.class, "now")
        .orShould()
        .callMethod(java.time.LocalDate.class, "now")
        .orShould()
        .callMethod(java.time.Clock.class, "systemUTC")
        .orShould()
        .callMethod(System.class, "currentTimeMillis")
        .check(CLASSES);
  }

  @Test
  void nobodyPrintsOutsideTheCommandLine() {
    noClasses()
        .that()
        .resideOutsideOfPackages("io.holdfast.deploy..")
        .should()
        .accessField(System.class, "out")
        .orShould()
        .accessField(System.class, "err")
        .check(CLASSES);
  }

  /**
   * Our exceptions say nothing that a library said, because it may quote content; only where a
   * library speaks of files, keys and settings, or a person at a terminal is told, its words are.
   */
  @Test
  void wordsOfOthersStayOutsideExceptNearFilesAndTerminals() {
    noClasses()
        .that()
        .resideOutsideOfPackages(FOREIGN_WORDS.toArray(String[]::new))
        .and()
        .haveNameNotMatching(KEY_FILES)
        .should()
        .callMethodWhere(
            DescribedPredicate.describe(
                "a library's exception is asked for its words",
                call ->
                    call.getTarget().getName().matches("get(Localized)?Message")
                        && call.getTargetOwner().isAssignableTo(Throwable.class)
                        && !call.getTargetOwner().getPackageName().startsWith("io.holdfast")))
        .check(CLASSES);
  }
}

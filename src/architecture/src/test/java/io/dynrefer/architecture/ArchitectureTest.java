package io.dynrefer.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_THROW_GENERIC_EXCEPTIONS;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_USE_JAVA_UTIL_LOGGING;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDArray;
import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.NullMarked;

/** Who may see whom (docs/architecture.md), held by the build. */
@AnalyzeClasses(
        packages = "io.dynrefer",
        importOptions = {ImportOption.DoNotIncludeTests.class, ArchitectureTest.WithoutGenerated.class})
final class ArchitectureTest {
    /** Leaves out what JMH generates. */
    static final class WithoutGenerated implements ImportOption {
        @Override
        public boolean includes(Location location) {
            return !location.contains("/jmh_generated/");
        }
    }

    /** Fewest classes each package must contribute, so that no rule passes because the scan saw nothing. */
    private static final Map<String, Integer> AT_LEAST = Map.ofEntries(
            entry("io.dynrefer.region", 25),
            entry("io.dynrefer.views", 10),
            entry("io.dynrefer.store", 8),
            entry("io.dynrefer.model", 25),
            entry("io.dynrefer.referring", 15),
            entry("io.dynrefer.training", 10),
            entry("io.dynrefer.data", 12),
            entry("io.dynrefer.cli", 20),
            entry("io.dynrefer.research.scenes", 90),
            entry("io.dynrefer.research.ways", 8),
            entry("io.dynrefer.research.parity", 25),
            entry("io.dynrefer.research.benchmarks", 15),
            entry("io.dynrefer.evaluation", 80),
            entry("io.dynrefer.command", 8),
            entry("io.dynrefer.search", 12),
            entry("io.dynrefer.store.s3", 4),
            entry("io.dynrefer.functions.common", 8),
            entry("io.dynrefer.functions.aws", 8),
            entry("io.dynrefer.functions.rest", 5),
            entry("io.dynrefer.functions.api", 10),
            entry("io.dynrefer.functions.views", 5),
            entry("io.dynrefer.functions.encode", 5),
            entry("io.dynrefer.functions.decode", 3),
            entry("io.dynrefer.functions.gateway", 4),
            entry("io.dynrefer.functions.allinone", 3),
            entry("io.dynrefer.local", 30),
            entry("io.dynrefer.local.processes", 5),
            entry("io.dynrefer.local.images", 8));

    /**
     * Public for callers in Java, for benchmarks and for tests of other modules; or holders of constants, which the
     * compiler copies.
     */
    private static final Set<String> NAMED_FROM_OUTSIDE = Set.of(
            "io.dynrefer.Questions",
            "io.dynrefer.command.DefaultModel",
            "io.dynrefer.command.ExitCode",
            "io.dynrefer.data.packages.PackageKind",
            "io.dynrefer.evaluation.attributes.AveragePrecision",
            "io.dynrefer.evaluation.scenes.NearestMeanFit",
            "io.dynrefer.evaluation.scenes.SceneVocabulary",
            "io.dynrefer.referring.jobs.JobStatus",
            "io.dynrefer.store.LooseNumbers",
            "io.dynrefer.views.ViewSelectionPolicy",
            "io.dynrefer.local.ObjectCreated");

    @ArchTest
    static void scan_sawTheClasses(JavaClasses scanned) {
        AT_LEAST.forEach((name, least) -> assertThat(scanned.stream()
                        .filter(type -> type.getPackageName().startsWith(name))
                        .count())
                .as("classes in " + name)
                .isGreaterThanOrEqualTo(least));
    }

    @ArchTest
    static final ArchRule NUMBERS_IN_RECORDED_ARITHMETIC_OUTLIVE_THE_CALL = noClasses()
            .should()
            .callMethod(NDArray.class, "mul", Number.class)
            .orShould()
            .callMethod(NDArray.class, "div", Number.class)
            .orShould()
            .callMethod(NDArray.class, "pow", Number.class)
            .orShould()
            .callMethod(NDArray.class, "maximum", Number.class)
            .orShould()
            .callMethod(NDArray.class, "minimum", Number.class)
            .because(
                    "the backward pass reads the number after DJL has freed it; io.dynrefer.model.nn.Numbers keeps it");

    @ArchTest
    static final ArchRule REGION_DEPENDS_ON_NOTHING = classes()
            .that()
            .resideInAPackage("io.dynrefer.region..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("io.dynrefer.region..", "java..", "org.jspecify..");

    @ArchTest
    static final ArchRule VIEWS_SEE_REGION_ONLY = classes()
            .that()
            .resideInAPackage("io.dynrefer.views..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "io.dynrefer.views..",
                    "io.dynrefer.region..",
                    "java..",
                    "javax.imageio..",
                    "com.twelvemonkeys..",
                    "org.jspecify..");

    @ArchTest
    static final ArchRule SAFETENSORS_SEE_REGION_ONLY = noClasses()
            .that()
            .resideInAPackage("io.dynrefer.safetensors..")
            .should()
            .dependOnClassesThat(projectClassesOutside("io.dynrefer.safetensors", "io.dynrefer.region"));

    @ArchTest
    static final ArchRule MODEL_SEES_REGION_AND_SAFETENSORS = noClasses()
            .that()
            .resideInAPackage("io.dynrefer.model..")
            .should()
            .dependOnClassesThat(
                    projectClassesOutside("io.dynrefer.model", "io.dynrefer.region", "io.dynrefer.safetensors"));

    @ArchTest
    static final ArchRule STORE_SEES_REGION_AND_SAFETENSORS = noClasses()
            .that()
            .resideInAPackage("io.dynrefer.store..")
            .should()
            .dependOnClassesThat(
                    projectClassesOutside("io.dynrefer.store", "io.dynrefer.region", "io.dynrefer.safetensors"));

    @ArchTest
    static final ArchRule REFERRING_SEES_REGION_VIEWS_AND_STORE = noClasses()
            .that()
            .resideInAPackage("io.dynrefer.referring..")
            .should()
            .dependOnClassesThat(projectClassesOutside(
                    "io.dynrefer.referring", "io.dynrefer.region", "io.dynrefer.views", "io.dynrefer.store"));

    @ArchTest
    static final ArchRule PICTURES_SEE_REGION_AND_VIEWS = noClasses()
            .that()
            .resideInAPackage("io.dynrefer.pictures..")
            .should()
            .dependOnClassesThat(
                    projectClassesOutside("io.dynrefer.pictures", "io.dynrefer.region", "io.dynrefer.views"));

    @ArchTest
    static final ArchRule DATA_SEES_REGION_VIEWS_PICTURES_AND_STORE = noClasses()
            .that()
            .resideInAPackage("io.dynrefer.data..")
            .should()
            .dependOnClassesThat(projectClassesOutside(
                    "io.dynrefer.data",
                    "io.dynrefer.region",
                    "io.dynrefer.views",
                    "io.dynrefer.pictures",
                    "io.dynrefer.store"));

    @ArchTest
    static final ArchRule TRAINING_SEES_REGION_VIEWS_PICTURES_STORE_MODEL_AND_DATA = noClasses()
            .that()
            .resideInAPackage("io.dynrefer.training..")
            .should()
            .dependOnClassesThat(projectClassesOutside(
                    "io.dynrefer.training",
                    "io.dynrefer.region",
                    "io.dynrefer.safetensors",
                    "io.dynrefer.views",
                    "io.dynrefer.pictures",
                    "io.dynrefer.store",
                    "io.dynrefer.model",
                    "io.dynrefer.data"));

    @ArchTest
    static final ArchRule NOTHING_KNOWS_THE_EXPERIMENTS = noClasses()
            .that()
            .resideOutsideOfPackage("io.dynrefer.research..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.dynrefer.research..");

    @ArchTest
    static final ArchRule THE_FRONT_DOOR_SEES_REGION_VIEWS_STORE_MODEL_AND_REFERRING = noClasses()
            .that()
            .resideInAPackage("io.dynrefer")
            .should()
            .dependOnClassesThat(projectClassesOutside(
                            "io.dynrefer.region",
                            "io.dynrefer.views",
                            "io.dynrefer.store",
                            "io.dynrefer.model",
                            "io.dynrefer.referring")
                    .and(resideOutsideOfPackage("io.dynrefer")));

    @ArchTest
    static final ArchRule EVALUATION_SEES_NO_MODEL = noClasses()
            .that()
            .resideInAPackage("io.dynrefer.evaluation..")
            .should()
            .dependOnClassesThat(projectClassesOutside(
                    "io.dynrefer.evaluation",
                    "io.dynrefer.region",
                    "io.dynrefer.views",
                    "io.dynrefer.pictures",
                    "io.dynrefer.store",
                    "io.dynrefer.referring",
                    "io.dynrefer.data"));

    @ArchTest
    static final ArchRule SEARCH_SEES_REGION_VIEWS_PICTURES_AND_STORE = noClasses()
            .that()
            .resideInAPackage("io.dynrefer.search..")
            .should()
            .dependOnClassesThat(projectClassesOutside(
                    "io.dynrefer.search",
                    "io.dynrefer.region",
                    "io.dynrefer.safetensors",
                    "io.dynrefer.views",
                    "io.dynrefer.pictures",
                    "io.dynrefer.store"));

    @ArchTest
    static final ArchRule LUCENE_STAYS_IN_SEARCH = noClasses()
            .that()
            .resideOutsideOfPackage("io.dynrefer.search..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.apache.lucene..");

    /** What a server has beside the heart comes with the one in one process. */
    @ArchTest
    static final ArchRule ONLY_ONE_PROCESS_SEARCHES = noClasses()
            .that()
            .resideOutsideOfPackages("io.dynrefer.search..", "io.dynrefer.cli..", "io.dynrefer.functions.allinone..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.dynrefer.search..");

    @ArchTest
    static final ArchRule FUNCTIONS_SEE_THE_HEART = noClasses()
            .that()
            .resideInAPackage("io.dynrefer.functions..")
            .and()
            .resideOutsideOfPackages(
                    "io.dynrefer.functions.encode", "io.dynrefer.functions.decode", "io.dynrefer.functions.allinone")
            .should()
            .dependOnClassesThat(projectClassesOutside(
                    "io.dynrefer.functions",
                    "io.dynrefer.region",
                    "io.dynrefer.views",
                    "io.dynrefer.store",
                    "io.dynrefer.referring"));

    @ArchTest
    static final ArchRule FUNCTIONS_THAT_RUN_THE_MODEL_SEE_IT_TOO = noClasses()
            .that()
            .resideInAPackage("io.dynrefer.functions.decode")
            .should()
            .dependOnClassesThat(projectClassesOutside(
                    "io.dynrefer.functions",
                    "io.dynrefer.region",
                    "io.dynrefer.store",
                    "io.dynrefer.referring",
                    "io.dynrefer.model"));

    /** What finds boxes reads whole photos. */
    @ArchTest
    static final ArchRule THE_ENCODE_FUNCTION_READS_PHOTOS_TOO = noClasses()
            .that()
            .resideInAPackage("io.dynrefer.functions.encode")
            .should()
            .dependOnClassesThat(projectClassesOutside(
                    "io.dynrefer.functions",
                    "io.dynrefer.region",
                    "io.dynrefer.store",
                    "io.dynrefer.referring",
                    "io.dynrefer.model",
                    "io.dynrefer.views"));

    /** One function never calls another but through the messages; what they share has rooms of its own. */
    @ArchTest
    static final ArchRule FUNCTIONS_DO_NOT_SEE_EACH_OTHER = slices().matching(
                    "io.dynrefer.functions.(views|encode|decode|gateway|allinone)..")
            .should()
            .notDependOnEachOther();

    @ArchTest
    static final ArchRule ONE_MACHINE_AWS_IS_NEVER_IN_PRODUCTION = noClasses()
            .that()
            .resideOutsideOfPackage("io.dynrefer.local..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.dynrefer.local..");

    @ArchTest
    static final ArchRule ONE_MACHINE_AWS_KNOWS_NO_STEP = noClasses()
            .that()
            .resideInAPackage("io.dynrefer.local..")
            .should()
            .dependOnClassesThat(projectClassesOutside("io.dynrefer.local", "io.dynrefer.region"));

    @ArchTest
    static final ArchRule NOTHING_KNOWS_THE_COMMAND_LINE = noClasses()
            .that()
            .resideOutsideOfPackage("io.dynrefer.cli..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.dynrefer.cli..");

    @ArchTest
    static final ArchRule THE_COMMAND_LINE_SEES_NO_FUNCTION = noClasses()
            .that()
            .resideInAnyPackage("io.dynrefer.cli..", "io.dynrefer.command..", "io.dynrefer.research..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.dynrefer.functions..", "io.dynrefer.local..");

    /**
     * What another package does not use is nobody's business there. Frameworks ask for public types in bindings, and
     * JMH for public benchmarks.
     */
    @ArchTest
    static final ArchRule PUBLIC_TYPES_ARE_USED_ELSEWHERE = classes()
            .that()
            .arePublic()
            .and()
            .areTopLevelClasses()
            .and()
            .resideOutsideOfPackages(
                    "io.dynrefer.functions..",
                    "io.dynrefer.model..",
                    "io.dynrefer.testing..",
                    "io.dynrefer.research.benchmarks..")
            .and(areNotNamedFromOutside())
            .should(beUsedInAnotherPackage());

    @ArchTest
    static final ArchRule THE_ENGINE_STAYS_IN_THE_MODEL = noClasses()
            .that()
            .resideOutsideOfPackages("io.dynrefer.model..", "io.dynrefer.training..", "io.dynrefer.research.parity..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("ai.djl..");

    @ArchTest
    static final ArchRule AWS_STAYS_IN_STORE_S3_AND_BINDINGS = noClasses()
            .that()
            .resideOutsideOfPackages("io.dynrefer.store.s3..", "io.dynrefer.functions..", "io.dynrefer.local..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("software.amazon..", "com.amazonaws..");

    @ArchTest
    static final ArchRule QUARKUS_STAYS_IN_BINDINGS = noClasses()
            .that()
            .resideOutsideOfPackages("io.dynrefer.functions..", "io.dynrefer.local..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.quarkus..", "jakarta..", "io.smallrye..", "org.eclipse.microprofile..");

    @ArchTest
    static final ArchRule NO_TENSOR_IN_THE_MODELS_PUBLIC_API = methods()
            .that()
            .arePublic()
            .and()
            .areDeclaredInClassesThat()
            .resideInAPackage("io.dynrefer.model")
            .should(notMentionATensor());

    /**
     * Drawing with it asks for the machine's display and fonts; its raster packages below do not. A benchmark compares
     * with it.
     */
    @ArchTest
    static final ArchRule NO_AWT_TOOLKIT = noClasses()
            .that()
            .resideInAPackage("io.dynrefer..")
            .and()
            .doNotHaveFullyQualifiedName("io.dynrefer.research.benchmarks.CropBenchmark")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("java.awt", "java.awt.font..", "java.awt.geom..");

    @ArchTest
    static final ArchRule EVERY_PACKAGE_IS_NULL_MARKED =
            classes().that().resideInAPackage("io.dynrefer..").should(liveInANullMarkedPackage());

    @ArchTest
    static final ArchRule NO_PACKAGE_CYCLES =
            slices().matching("io.dynrefer.(**)").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule NO_STANDARD_STREAMS_BUT_IN_MAIN_CLASSES =
            noClasses().that(haveNoMainMethod()).should(ACCESS_STANDARD_STREAMS);

    @ArchTest
    static final ArchRule NO_GENERIC_EXCEPTIONS = NO_CLASSES_SHOULD_THROW_GENERIC_EXCEPTIONS;

    @ArchTest
    static final ArchRule ONE_LOGGING_API = NO_CLASSES_SHOULD_USE_JAVA_UTIL_LOGGING;

    private static DescribedPredicate<JavaClass> projectClassesOutside(String... packages) {
        return DescribedPredicate.describe(
                "are project classes outside " + String.join(", ", packages),
                type -> type.getPackageName().startsWith("io.dynrefer")
                        && Arrays.stream(packages).noneMatch(name -> isIn(type.getPackageName(), name)));
    }

    private static boolean isIn(String packageName, String parent) {
        return packageName.equals(parent) || packageName.startsWith(parent + ".");
    }

    private static DescribedPredicate<JavaClass> haveNoMainMethod() {
        return DescribedPredicate.describe(
                "have no main method",
                type -> type.tryGetMethod("main", String[].class).isEmpty());
    }

    /** Main classes, services, and what only a caller in Java or a test names. */
    private static DescribedPredicate<JavaClass> areNotNamedFromOutside() {
        return DescribedPredicate.describe(
                "are not named from outside",
                type -> haveNoMainMethod().test(type)
                        && !type.getSimpleName().endsWith("Commands")
                        && !NAMED_FROM_OUTSIDE.contains(type.getName()));
    }

    private static ArchCondition<JavaClass> beUsedInAnotherPackage() {
        return new ArchCondition<>("be used in another package") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                boolean used = type.getDirectDependenciesToSelf().stream()
                        .anyMatch(use -> !use.getOriginClass().getPackageName().equals(type.getPackageName()));
                events.add(new SimpleConditionEvent(type, used, type.getName() + " is used in its own package alone"));
            }
        };
    }

    private static ArchCondition<JavaMethod> notMentionATensor() {
        return new ArchCondition<>("not mention a tensor") {
            @Override
            public void check(JavaMethod method, ConditionEvents events) {
                boolean mentions = method.getRawReturnType().getName().startsWith("ai.djl")
                        || method.getRawParameterTypes().stream()
                                .anyMatch(type -> type.getName().startsWith("ai.djl"));
                events.add(new SimpleConditionEvent(method, !mentions, method.getFullName()));
            }
        };
    }

    private static ArchCondition<JavaClass> liveInANullMarkedPackage() {
        return new ArchCondition<>("live in a @NullMarked package") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                JavaPackage home = type.getPackage();
                events.add(new SimpleConditionEvent(
                        type, home.isAnnotatedWith(NullMarked.class), home.getName() + " lacks @NullMarked"));
            }
        };
    }
}

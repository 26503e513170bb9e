package io.tracker.jobs;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;

class WallsTest {
    private final JavaClasses classes = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("io.tracker.jobs");

    @Test
    void neverOpensAConnectionToADatabase() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("java.sql..", "javax.sql..", "com.mysql..")
                .check(classes);
    }

    @Test
    void hasNoCyclesBetweenPackages() {
        slices().matching("io.tracker.jobs.(*)..").should().beFreeOfCycles().check(classes);
    }

    @Test
    void knowsTheKeysOfSettingsInOneClass() {
        noClasses()
                .that()
                .doNotHaveFullyQualifiedName("io.tracker.jobs.plan.JobSettings")
                .and()
                .doNotHaveFullyQualifiedName("io.tracker.jobs.cli.HadoopProperties")
                .should()
                .callMethodWhere(
                        DescribedPredicate.describe("reads or writes a Configuration by key", WallsTest::usesAKey))
                .check(classes);
    }

    @Test
    void callsTheClassesOfS3AInTheCommitterOnly() {
        noClasses()
                .that()
                .resideOutsideOfPackages("io.tracker.jobs.commit..", "io.tracker.jobs.failure..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.apache.hadoop.fs.s3a..", "software.amazon..")
                .check(classes);
    }

    @Test
    void keepsParquetInItsPackage() {
        noClasses()
                .that()
                .resideOutsideOfPackage("io.tracker.jobs.parquet..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.apache.parquet..")
                .check(classes);
    }

    private static boolean usesAKey(JavaMethodCall call) {
        String name = call.getTarget().getName();
        return call.getTargetOwner().isAssignableTo(Configuration.class)
                && (name.startsWith("get") || name.startsWith("set"))
                && !call.getTarget().getRawParameterTypes().isEmpty()
                && call.getTarget().getRawParameterTypes().get(0).isEquivalentTo(String.class);
    }
}

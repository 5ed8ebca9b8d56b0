package dev.gatewayhealth.e2e.rig;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A web application as an archive, and a Tomcat it belongs to. */
public enum War {
    /** The sample, on the oldest and the newest of its servers. */
    SAMPLE_ON_TOMCAT_10_1(Tomcat.STANDALONE_10_1) {
        @Override
        Path archive() {
            return sample();
        }
    },
    SAMPLE_ON_TOMCAT_11(Tomcat.STANDALONE_11) {
        @Override
        Path archive() {
            return sample();
        }
    },
    /** Spring Boot with the starter, which brings the servlet library along. */
    BOOT_4_1(Tomcat.STANDALONE_11) {
        @Override
        Path archive() {
            return boot("4.1.1", "webmvc", "spring-starter");
        }
    },
    BOOT_3_5(Tomcat.STANDALONE_10_1) {
        @Override
        Path archive() {
            return boot("3.5.16", "web", "spring-boot3-starter");
        }
    };

    private final Tomcat tomcat;

    War(Tomcat tomcat) {
        this.tomcat = tomcat;
    }

    abstract Path archive();

    /** What to write behind {@code java}. */
    List<String> launch(Path work, int port) {
        return Catalina.deploy(tomcat.home(), work, port, archive(), "shop.war");
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static Path sample() {
        return Places.existing(
                Places.repository("samples/war/target/sample-war.war"), "mvn package -pl samples/war -am");
    }

    private static Path boot(String version, String web, String starter) {
        Path lib = Places.directory(Places.built("products").resolve("lib-of-" + starter));
        for (String module : List.of("core", "servlet", starter)) {
            copy(NewSpringProject.module(module), lib);
        }
        return Built.product(
                        "spring-war",
                        "spring-war-" + version,
                        Map.of("boot", version, "web", web, "lib", lib.toString()))
                .resolve("app.war");
    }

    private static void copy(Path file, Path directory) {
        Path there = directory.resolve(file.getFileName());
        try {
            Files.deleteIfExists(there);
            Files.copy(file, there);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

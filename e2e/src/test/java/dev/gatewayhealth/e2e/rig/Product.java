package dev.gatewayhealth.e2e.rig;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** A product as its makers publish it, unpacked or built by its own plugin, with the products' application on it. */
public enum Product implements Host {
    JETTY_9_4("Jetty/9.4") {
        @Override
        public List<String> launch(Path work, int port, int threads) {
            return JettyHome.launch("jetty-home-9.4", "http,deploy,annotations", true, work, port);
        }
    },
    JETTY_10("Jetty/10.0") {
        @Override
        public List<String> launch(Path work, int port, int threads) {
            return JettyHome.launch("jetty-home-10", "http,deploy,annotations", true, work, port);
        }
    },
    JETTY_11("Jetty/11.0") {
        @Override
        public List<String> launch(Path work, int port, int threads) {
            return JettyHome.launch("jetty-home-11", "http,deploy,annotations", false, work, port);
        }
    },
    JETTY_12_1("Jetty/12.1") {
        @Override
        public List<String> launch(Path work, int port, int threads) {
            return JettyHome.launch("jetty-home-12.1", "http,ee11-deploy,ee11-annotations", false, work, port);
        }
    },
    TOMEE_9("Tomcat/10.0") {
        @Override
        public List<String> launch(Path work, int port, int threads) {
            return Tomee.launch(work, port);
        }
    },
    LIBERTY("Liberty") {
        @Override
        public List<String> launch(Path work, int port, int threads) {
            return Liberty.launch(work, port);
        }
    },
    GLASSFISH_7("Grizzly/4.0") {
        @Override
        public List<String> launch(Path work, int port, int threads) {
            return GlassFish.launch(work, port);
        }
    },
    PAYARA_MICRO_6("Grizzly/4.0") {
        @Override
        public List<String> launch(Path work, int port, int threads) {
            return PayaraMicro.launch(work, port);
        }
    },
    BOOT_3_5_TOMCAT("Tomcat/10.1") {
        @Override
        public List<String> launch(Path work, int port, int threads) {
            return boot("3.5.16", "tomcat", port);
        }
    },
    BOOT_3_5_JETTY("Jetty/12.0") {
        @Override
        public List<String> launch(Path work, int port, int threads) {
            return boot("3.5.16", "jetty", port);
        }
    },
    BOOT_3_5_UNDERTOW("Undertow/2.3") {
        @Override
        public List<String> launch(Path work, int port, int threads) {
            return boot("3.5.16", "undertow", port);
        }
    },
    BOOT_2_7_TOMCAT("Tomcat/9.0") {
        @Override
        public List<String> launch(Path work, int port, int threads) {
            return boot("2.7.18", "tomcat", port);
        }
    },
    BOOT_2_7_JETTY("Jetty/9.4") {
        @Override
        public List<String> launch(Path work, int port, int threads) {
            return boot("2.7.18", "jetty", port);
        }
    },
    BOOT_2_7_UNDERTOW("Undertow/2.2") {
        @Override
        public List<String> launch(Path work, int port, int threads) {
            return boot("2.7.18", "undertow", port);
        }
    },
    QUARKUS("Netty/4.1") {
        @Override
        public List<String> launch(Path work, int port, int threads) {
            Path app = Built.product("quarkus", "quarkus", Map.of());
            return List.of(
                    "-Dquarkus.http.host=127.0.0.1",
                    "-Dquarkus.http.port=" + port,
                    "-jar",
                    app.resolve("quarkus-app/quarkus-run.jar").toString());
        }
    },
    MICRONAUT("Netty/4.2") {
        @Override
        public List<String> launch(Path work, int port, int threads) {
            Path app = Built.product("micronaut", "micronaut", Map.of());
            return List.of(
                    "-Dmicronaut.server.host=127.0.0.1",
                    "-Dmicronaut.server.port=" + port,
                    "-cp",
                    app.resolve("classes") + ":" + app.resolve("dependency") + "/*",
                    "shop.Shop");
        }
    },
    HELIDON_4_5("Helidon") {
        @Override
        public List<String> launch(Path work, int port, int threads) {
            return helidon("helidon-4.5", Map.of(), "shop.Shop", port);
        }
    },
    HELIDON_4_3("Helidon") {
        @Override
        public List<String> launch(Path work, int port, int threads) {
            return helidon("helidon-4.3", Map.of("websocket", "true"), "shop.Chat", port);
        }
    };

    private final String server;

    Product(String server) {
        this.server = server;
    }

    /** What the report calls its server, up to the part of the version that stays. */
    public String server() {
        return server;
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** What its application serves on an upgraded connection; empty where it has no such thing. */
    public Optional<Talk> talk() {
        return switch (this) {
            case TOMEE_9, LIBERTY, GLASSFISH_7, PAYARA_MICRO_6, HELIDON_4_5 -> Optional.of(Talk.ECHO);
            case HELIDON_4_3 -> Optional.of(Talk.WEB_SOCKET);
            default -> Optional.empty();
        };
    }

    /** What it runs on. */
    public Path jdk() {
        return switch (this) {
            case HELIDON_4_5, HELIDON_4_3 -> Jdk.JDK_25.home();
            // The OSGi framework in it has not heard of JDK 25.
            case GLASSFISH_7 -> Jdk.JDK_17.home();
            default -> Path.of(System.getProperty("java.home"));
        };
    }

    private static List<String> helidon(String name, Map<String, String> properties, String main, int port) {
        Path app = Built.product("helidon", name, properties, Jdk.JDK_25.home());
        return List.of(
                "-Dshop.port=" + port, "-cp", app.resolve("classes") + ":" + app.resolve("dependency") + "/*", main);
    }

    private static List<String> boot(String version, String server, int port) {
        Path app = Built.product(
                "spring-boot", "spring-boot-" + version + "-" + server, Map.of("boot", version, "server", server));
        return List.of(
                "-jar", app.resolve("app.jar").toString(), "--server.address=127.0.0.1", "--server.port=" + port);
    }
}

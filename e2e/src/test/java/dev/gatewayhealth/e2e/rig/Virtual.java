package dev.gatewayhealth.e2e.rig;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A server that gives each request a virtual thread of its own, on a JDK that has them. */
public enum Virtual implements Host {
    TOMCAT_11,
    JETTY_12_1,
    UNDERTOW_2_3,
    BOOT_4_1_TOMCAT;

    @Override
    public List<String> launch(Path work, int port, int threads) {
        return switch (this) {
            case TOMCAT_11 -> app(Tomcat.EMBEDDED_11, work, port, threads);
            case JETTY_12_1 -> app(Embedded.JETTY_12_1, work, port, threads);
            case UNDERTOW_2_3 -> app(Embedded.UNDERTOW_2_3, work, port, threads);
            case BOOT_4_1_TOMCAT -> boot(port);
        };
    }

    /** What asks for an answer after so long. */
    public String slow(int seconds) {
        return this == BOOT_4_1_TOMCAT ? "/slow?seconds=" + seconds : "/slow?ms=" + seconds * 1000;
    }

    private static List<String> app(Host host, Path work, int port, int threads) {
        List<String> command = new ArrayList<>(List.of("-Dapp.virtualThreads=true"));
        command.addAll(host.launch(work, port, threads));
        return command;
    }

    private static List<String> boot(int port) {
        Path jar = Places.existing(
                Places.repository("samples/spring-boot/target/sample-spring-boot.jar"),
                "mvn package -pl samples/spring-boot -am");
        return List.of("-jar", jar.toString(), "--server.port=" + port, "--spring.threads.virtual.enabled=true");
    }
}

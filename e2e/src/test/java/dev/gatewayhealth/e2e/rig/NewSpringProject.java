package dev.gatewayhealth.e2e.rig;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** A project as somebody makes it who has just heard of Spring Boot and of the starter: a server, Actuator, a page, perhaps Security. */
public enum NewSpringProject {
    BOOT_4_1_TOMCAT("4.1.1", "webmvc", "tomcat", false),
    BOOT_4_1_TOMCAT_SECURED("4.1.1", "webmvc", "tomcat", true),
    BOOT_4_1_JETTY("4.1.1", "webmvc", "jetty", false),
    BOOT_4_1_JETTY_SECURED("4.1.1", "webmvc", "jetty", true),
    BOOT_4_1_REACTOR_NETTY("4.1.1", "webflux", "reactor-netty", false),
    BOOT_4_1_REACTOR_NETTY_SECURED("4.1.1", "webflux", "reactor-netty", true),
    BOOT_3_5_TOMCAT("3.5.16", "web", "tomcat", false),
    BOOT_3_5_TOMCAT_SECURED("3.5.16", "web", "tomcat", true),
    BOOT_3_5_JETTY("3.5.16", "web", "jetty", false),
    BOOT_3_5_JETTY_SECURED("3.5.16", "web", "jetty", true),
    BOOT_3_5_REACTOR_NETTY("3.5.16", "webflux", "reactor-netty", false),
    BOOT_3_5_REACTOR_NETTY_SECURED("3.5.16", "webflux", "reactor-netty", true);

    private final String boot;
    private final String web;
    private final String server;
    private final boolean secured;

    NewSpringProject(String boot, String web, String server, boolean secured) {
        this.boot = boot;
        this.web = web;
        this.server = server;
        this.secured = secured;
    }

    /** Whether it asks for a password, which is {@code secret} for {@code user}. */
    public boolean secured() {
        return secured;
    }

    public boolean hasServlets() {
        return !web.equals("webflux");
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Its executable jar, built by Maven as its owner would. */
    Path jar() {
        String starter = boot.startsWith("3.") ? "spring-boot3-starter" : "spring-starter";
        Map<String, String> properties = new LinkedHashMap<>();
        properties.put("boot", boot);
        properties.put("web", web);
        properties.put("server", server);
        if (secured) {
            properties.put("secured", "true");
        }
        properties.put("starter", module(starter).toString());
        properties.put("servlet", module("servlet").toString());
        properties.put("core", module("core").toString());
        return Built.product("spring-starter", "spring-starter-" + this, properties)
                .resolve("app.jar");
    }

    /** The jar of one of our modules. */
    static Path module(String name) {
        String artifact = name.equals("spring-starter") ? "spring-boot-starter" : name;
        Path jar = Places.repository(name + "/target/gateway-health-" + artifact + "-0.1.0-SNAPSHOT.jar");
        return Places.existing(jar, "mvn package -pl " + name + " -am");
    }
}

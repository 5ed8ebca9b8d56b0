package dev.gatewayhealth.spring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatewayhealth.audit.Audit;
import dev.gatewayhealth.audit.KeepAliveWatch;
import dev.gatewayhealth.audit.ListenerLimits;
import dev.gatewayhealth.contract.Listening;
import dev.gatewayhealth.contract.Overrides;
import dev.gatewayhealth.finding.Noticed;
import dev.gatewayhealth.finding.Remedy;
import dev.gatewayhealth.nginx.ContractReader;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.catalina.connector.Connector;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the audit tells somebody to write into the service's configuration is what the service reads there. */
class RemedyNamesTest {

    private static final Pattern PROPERTY = Pattern.compile("((?:server|spring)\\.[a-z.-]+)=");
    private static final Pattern ATTRIBUTE = Pattern.compile("([a-zA-Z]+)=\"([^\"]*)\"");

    @TempDir
    Path dir;

    @Test
    void springBootKnowsEveryPropertyThatIsNamed() throws IOException {
        String metadata = metadata();
        Set<String> named = new TreeSet<>();
        for (String change : changes()) {
            Matcher matcher = PROPERTY.matcher(change);
            while (matcher.find()) {
                named.add(matcher.group(1));
            }
        }

        assertThat(named)
                .contains(
                        "server.address",
                        "server.port",
                        "server.max-http-request-header-size",
                        "server.tomcat.keep-alive-timeout",
                        "server.tomcat.max-http-form-post-size",
                        "server.tomcat.max-swallow-size",
                        "spring.mvc.async.request-timeout",
                        "spring.servlet.multipart.max-request-size");
        assertThat(named).allSatisfy(name -> assertThat(metadata).contains("\"" + name + "\""));
    }

    @Test
    void tomcatKnowsEveryAttributeOfItsConnectorThatIsNamed() throws IOException {
        Connector connector = new Connector();
        Set<String> known = new TreeSet<>();
        Set<String> named = new TreeSet<>();
        for (String change : changes()) {
            Matcher matcher = ATTRIBUTE.matcher(change);
            while (change.contains("on the Connector in server.xml") && matcher.find()) {
                named.add(matcher.group(1));
                if (taken(connector, matcher.group(1), matcher.group(2))) {
                    known.add(matcher.group(1));
                }
            }
        }

        assertThat(named)
                .contains("address", "asyncTimeout", "keepAliveTimeout", "maxHttpRequestHeaderSize", "maxPostSize")
                .isEqualTo(known);
    }

    /** Some attributes are the connector's own, the others its protocol's. */
    private static boolean taken(Connector connector, String name, String value) {
        return switch (name) {
            case "maxPostSize" -> {
                connector.setMaxPostSize(Integer.parseInt(value));
                yield true;
            }
            case "asyncTimeout" -> {
                connector.setAsyncTimeout(Long.parseLong(value));
                yield true;
            }
            default -> connector.setProperty(name, value);
        };
    }

    private List<String> changes() throws IOException {
        Path conf = Files.writeString(dir.resolve("nginx.conf"), """
                events { }
                http {
                    upstream app { server 127.0.0.1:8080; keepalive 8; }
                    server {
                        client_max_body_size 100m;
                        proxy_http_version 1.1;
                        proxy_set_header Connection "";
                        location / { proxy_read_timeout 5s; proxy_pass http://app; }
                    }
                }
                """);
        Listening everywhere = Listening.port(8080);
        ListenerLimits tomcat = ListenerLimits.of("Tomcat/11", everywhere)
                .idleTimeout(20_000, "keepAliveTimeout")
                .requestHeaderBytes(8192, "maxHttpRequestHeaderSize")
                .formBytes(2_097_152, "maxPostSize")
                .asyncTimeout(30_000, "asyncTimeout")
                .build();
        return Audit.here(new KeepAliveWatch())
                .look(
                        ContractReader.read(conf, null, "1.22.1", List.of(everywhere), Overrides.none()),
                        List.of(tomcat),
                        List.of())
                .stream()
                .map(Noticed::remedy)
                .flatMap(List::stream)
                .filter(remedy -> remedy.where().equals("service"))
                .map(Remedy::change)
                .toList();
    }

    private static String metadata() throws IOException {
        StringBuilder all = new StringBuilder();
        for (URL url : Collections.list(
                RemedyNamesTest.class.getClassLoader().getResources("META-INF/spring-configuration-metadata.json"))) {
            try (InputStream in = url.openStream()) {
                all.append(new String(in.readAllBytes(), StandardCharsets.UTF_8));
            }
        }
        return all.toString();
    }
}

package dev.gatewayhealth.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.gatewayhealth.e2e.rig.Answer;
import dev.gatewayhealth.e2e.rig.CleanStop;
import dev.gatewayhealth.e2e.rig.Keycloak;
import dev.gatewayhealth.e2e.rig.Proof;
import dev.gatewayhealth.e2e.rig.Rig;
import dev.gatewayhealth.e2e.rig.Sighting;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A Keycloak with its own application. It takes its time where it asks another service and that does not answer. */
@Tag("all")
class KeycloakIT {

    private static final String REALM = "/realms/master";

    @Test
    void isFollowedFromItsStartToItsEnd() throws IOException {
        try (Rig rig = Rig.of(KeycloakIT.class, new Keycloak())
                .upstream("server 127.0.0.1:$service max_fails=0; keepalive 8;")
                .location("/", "proxy_read_timeout 2s; proxy_next_upstream off;")
                .service(recipe -> recipe.jvm("-Xmx512m"))
                .start()) {
            // What it does for the first time may take longer than the gateway waits.
            Awaitility.await("its realm")
                    .atMost(Duration.ofMinutes(3))
                    .until(() -> rig.client().get(REALM).status() == 200);
            String token = token(rig);
            answersThePollsItself(rig);
            countsEachRequestOnce(rig);
            warnsOfASlowOne(rig, token);
            stopsWithoutAComplaint(rig);
        }
    }

    private static void answersThePollsItself(Rig rig) {
        Sighting before = rig.reports().quiet();
        Answer answer = rig.client().get("/gateway-health");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body()).startsWith("{\"status\":\"");
        assertThat(rig.reports().quiet().count("started")).isEqualTo(before.count("started"));
        JsonNode hooks = before.report().path("hooks");
        assertThat(hooks.findValuesAsText("state")).as(hooks::toPrettyString).containsOnly("live");
        assertThat(hooks.findValuesAsText("server")).allMatch(name -> name.startsWith("Netty/4.1"));
    }

    private static void countsEachRequestOnce(Rig rig) {
        Sighting before = rig.reports().quiet();
        for (int i = 0; i < 10; i++) {
            assertThat(rig.client().get(REALM).status()).isEqualTo(200);
        }
        assertThat(rig.client().get("/nothing/here").status()).isEqualTo(404);
        assertThat(rig.client()
                        .call("POST", REALM + "/protocol/openid-connect/token", "grant_type=none")
                        .answer()
                        .status())
                .isBetween(400, 415);
        Sighting after = rig.reports().quiet();

        assertThat(after.count("started") - before.count("started")).isEqualTo(12);
        assertThat(after.count("answered") - before.count("answered")).isEqualTo(12);
    }

    /** It is told to ask an identity provider that takes connections and says nothing, and waits 5 s for that. */
    private static void warnsOfASlowOne(Rig rig, String token) throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            String body = "{\"providerId\":\"oidc\",\"fromUrl\":\"http://127.0.0.1:" + silent.getLocalPort() + "/\"}";
            Answer answer = rig.client()
                    .call(
                            "POST",
                            "/admin" + REALM + "/identity-provider/import-config",
                            body,
                            "Authorization: Bearer " + token,
                            "Content-Type: application/json")
                    .answer();

            assertThat(answer.status()).isEqualTo(504);
            JsonNode near = Proof.nearBeforeNginxGaveUp(rig, answer, Proof.BEFORE_HEADER);
            assertThat(near.path("path").asText()).isEqualTo("/admin/realms/master/identity-provider/import-config");
            rig.reports().quiet();
        }
    }

    private static void stopsWithoutAComplaint(Rig rig) {
        CleanStop.of(rig.service());
        assertThat(rig.service().output()).noneMatch(line -> line.contains("is dead"));
    }

    /** Its administrator's. */
    private static String token(Rig rig) throws JsonProcessingException {
        Answer answer = Awaitility.await("a token")
                .atMost(Duration.ofMinutes(1))
                .until(
                        () -> rig.client()
                                .call(
                                        "POST",
                                        REALM + "/protocol/openid-connect/token",
                                        "grant_type=password&client_id=admin-cli&username=" + Keycloak.ADMIN
                                                + "&password=" + Keycloak.ADMIN,
                                        "Content-Type: application/x-www-form-urlencoded")
                                .answer(),
                        given -> given.status() == 200);
        return new ObjectMapper().readTree(answer.body()).path("access_token").asText();
    }
}

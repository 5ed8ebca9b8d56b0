package dev.gatewayhealth.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gatewayhealth.e2e.rig.Answer;
import dev.gatewayhealth.e2e.rig.Call;
import dev.gatewayhealth.e2e.rig.CleanStop;
import dev.gatewayhealth.e2e.rig.Product;
import dev.gatewayhealth.e2e.rig.Proof;
import dev.gatewayhealth.e2e.rig.Rig;
import dev.gatewayhealth.e2e.rig.Sighting;
import dev.gatewayhealth.e2e.rig.Talk;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Products as their makers publish them, with nothing of ours but the agent: each starts, is followed, and stops. */
@Tag("all")
class ProductsIT {

    @ParameterizedTest(name = "{0}")
    @EnumSource
    void isFollowedFromItsStartToItsEnd(Product product) {
        try (Rig rig = Rig.of(ProductsIT.class, product)
                .upstream("server 127.0.0.1:$service max_fails=0; keepalive 8;")
                .location("/", "proxy_read_timeout 2s; proxy_next_upstream off; proxy_request_buffering off;")
                .location(
                        "/echo",
                        "proxy_read_timeout 2s; proxy_set_header Connection upgrade;"
                                + " proxy_set_header Upgrade $http_upgrade; proxy_set_header X-Request-ID $arg_id;")
                .service(recipe -> recipe.jvm("-Xmx512m").jdk(product.jdk()))
                .start()) {
            // Some open their port first and deploy then.
            Awaitility.await("the application")
                    .atMost(Duration.ofMinutes(3))
                    .until(() -> rig.client().get("/hello").status() == 200);
            // What a framework does for the first time may take longer than the gateway waits.
            for (String target : List.of("/async?ms=50", "/nothing/here", "/slow?ms=never")) {
                rig.client().get(target);
            }
            isHookedAtEveryPoint(rig, product);
            answersThePollsItself(rig);
            countsEachRequestOnce(rig);
            takesASlowUploadForNoSilence(rig);
            product.talk().ifPresent(talk -> followsAnUpgradedConnection(rig, talk));
            warnsOfASlowOne(rig);
            CleanStop.of(rig.service());
        }
    }

    private static void isHookedAtEveryPoint(Rig rig, Product product) {
        JsonNode hooks = rig.reports()
                .await(
                        "no hook waiting",
                        seen -> !states(seen).isEmpty() && states(seen).stream().noneMatch("waiting"::equals))
                .report()
                .path("hooks");

        assertThat(hooks.findValuesAsText("state")).as(hooks::toPrettyString).containsOnly("live");
        assertThat(hooks.findValuesAsText("server")).allMatch(name -> name.startsWith(product.server()));
    }

    private static List<String> states(Sighting seen) {
        return seen.report().path("hooks").findValuesAsText("state");
    }

    private static void answersThePollsItself(Rig rig) {
        Sighting before = rig.reports().quiet();
        Answer answer = rig.client().get("/gateway-health");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body()).startsWith("{\"status\":\"");
        assertThat(rig.client().call("POST", "/gateway-health", "").answer().status())
                .isEqualTo(405);
        assertThat(rig.reports().quiet().count("started")).isEqualTo(before.count("started"));
    }

    private static void countsEachRequestOnce(Rig rig) {
        Sighting before = rig.reports().quiet();
        for (int i = 0; i < 10; i++) {
            assertThat(rig.client().get("/hello").body()).isEqualTo("hello");
        }
        assertThat(rig.client().get("/async?ms=50").body()).isEqualTo("async");
        assertThat(rig.client().get("/nothing/here").status()).isEqualTo(404);
        // A number that is none.
        assertThat(rig.client().get("/slow?ms=never").status()).isGreaterThanOrEqualTo(400);
        assertThat(rig.client().call("POST", "/upload", "some body").answer().body())
                .isEqualTo("9");
        Sighting after = rig.reports().quiet();

        assertThat(after.count("started") - before.count("started")).isEqualTo(14);
        assertThat(after.count("answered") - before.count("answered")).isEqualTo(14);
    }

    /** It comes as slowly as its client sends it, longer than nginx would wait for an answer. */
    private static void takesASlowUploadForNoSilence(Rig rig) {
        Call upload =
                rig.client().call("POST", "/upload", "", "Content-Length: 9").send("some ");
        Awaitility.await()
                .during(Duration.ofSeconds(3))
                .atMost(Duration.ofSeconds(20))
                .until(() -> rig.reports().firstNear(upload.id()).isEmpty());

        assertThat(upload.send("body").answer().body()).isEqualTo("9");
        rig.reports().quiet();
    }

    /** For longer than nginx would wait for an answer. Other servers are held to this without nginx. */
    private static void followsAnUpgradedConnection(Rig rig, Talk talk) {
        Sighting before = rig.reports().quiet();
        Call call = talk.open(rig.client());
        AtomicInteger letters = new AtomicInteger();
        staysOpenAndIsNoSlowRequest(rig, call, () -> talk.echoed(call, letters.incrementAndGet()));
        staysOpenAndIsNoSlowRequest(rig, call, () -> talk.heard(call));
        call.close();
        Sighting after = rig.reports().quiet();

        assertThat(after.count("started") - before.count("started")).isEqualTo(1);
        assertThat(after.count("answered") - before.count("answered")).isEqualTo(1);
    }

    private static void staysOpenAndIsNoSlowRequest(Rig rig, Call call, Runnable talking) {
        rig.reports().await("the connection", seen -> seen.count("inFlight") == 1);
        Awaitility.await()
                .pollInterval(Duration.ofMillis(200))
                .during(Duration.ofSeconds(3))
                .atMost(Duration.ofSeconds(20))
                .until(() -> {
                    talking.run();
                    return rig.reports().latest().count("inFlight") == 1
                            && rig.reports().firstNear(call.id()).isEmpty();
                });
    }

    private static void warnsOfASlowOne(Rig rig) {
        Answer answer = rig.client().get("/slow?ms=3000");

        assertThat(answer.status()).isEqualTo(504);
        JsonNode near = Proof.nearBeforeNginxGaveUp(rig, answer, Proof.BEFORE_HEADER);
        assertThat(near.path("path").asText()).isEqualTo("/slow");
        rig.reports().quiet();
    }
}

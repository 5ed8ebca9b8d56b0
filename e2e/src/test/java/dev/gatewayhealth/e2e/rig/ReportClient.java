package dev.gatewayhealth.e2e.rig;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.awaitility.Awaitility;

/** Reads the report on the admin listener every 50 ms and keeps all of them, so that it can be asked what was known when. */
public final class ReportClient implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private final ScheduledExecutorService poller = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "report-poller");
        thread.setDaemon(true);
        return thread;
    });
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(1)).build();
    private final List<Sighting> sightings = new CopyOnWriteArrayList<>();
    private final HttpRequest request;

    private ReportClient(int adminPort) {
        request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + adminPort + "/gateway-health/report"))
                .timeout(Duration.ofSeconds(2))
                .build();
    }

    /** Starts reading. */
    public static ReportClient of(int adminPort) {
        ReportClient client = new ReportClient(adminPort);
        var unused = client.poller.scheduleWithFixedDelay(client::look, 0, 50, TimeUnit.MILLISECONDS);
        return client;
    }

    /** The latest report; waits for the first. */
    public Sighting latest() {
        return await("a report", sighting -> true);
    }

    /** Waits until the latest report is as expected. */
    public Sighting await(String what, Predicate<Sighting> expected) {
        return Awaitility.await(what)
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(25))
                .until(() -> last().filter(expected), Optional::isPresent)
                .orElseThrow();
    }

    /**
     * Waits for a report made well after this call in which nothing runs, neither in flight nor left behind. When it was made counts, not
     * when it was read: while nothing happens a report is a second old before the next one is made.
     */
    public Sighting quiet() {
        Instant settled = Instant.now().plusMillis(400);
        return await("nothing that runs", report -> report.made().isAfter(settled) && report.idle());
    }

    /** The first report that was as expected. */
    public Optional<Sighting> first(Predicate<Sighting> expected) {
        return sightings.stream().filter(expected).findFirst();
    }

    /** The first report after this instant with an active finding of this code. */
    public Optional<Sighting> firstFinding(String code, Instant after) {
        return first(sighting -> sighting.at().isAfter(after)
                && sighting.finding(code)
                        .filter(finding -> !Sighting.ended(finding))
                        .isPresent());
    }

    /** The first report in which the exchange with this request id was near its limit. */
    public Optional<Sighting> firstNear(String id) {
        return first(sighting -> sighting.exchange(id)
                .filter(exchange -> exchange.path("state").asText().equals("near"))
                .isPresent());
    }

    /** The last that any report said of the exchange with this request id, if ever it was near its limit or left. */
    public Optional<JsonNode> last(String id) {
        return sightings.stream()
                .flatMap(sighting -> sighting.exchange(id).stream())
                .reduce((earlier, later) -> later);
    }

    /** The codes of all findings above notice that any report since this instant held as active. */
    public Set<String> alarmsSince(Instant since) {
        Set<String> codes = new TreeSet<>();
        sightings.stream()
                .filter(sighting -> sighting.at().isAfter(since))
                .flatMap(Sighting::findings)
                .filter(finding -> !finding.path("severity").asText().equals("notice") && !Sighting.ended(finding))
                .forEach(finding -> codes.add(finding.path("code").asText() + ": "
                        + finding.path("message").asText()));
        return codes;
    }

    /** What the latest report lists above notice: what is active, and what has ended within the last ten minutes. */
    public Set<String> alarmsListed() {
        Set<String> codes = new TreeSet<>();
        latest().findings()
                .filter(finding -> !finding.path("severity").asText().equals("notice"))
                .forEach(finding -> codes.add(finding.path("code").asText() + ": "
                        + finding.path("message").asText()));
        return codes;
    }

    /** How many reports were read. */
    public int count() {
        return sightings.size();
    }

    @Override
    public void close() {
        poller.shutdownNow();
    }

    private Optional<Sighting> last() {
        return sightings.isEmpty() ? Optional.empty() : Optional.of(sightings.get(sightings.size() - 1));
    }

    /** A report that cannot be had is one that nobody saw: the tests notice that it is missing. */
    private void look() {
        try {
            HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
            if (response.statusCode() == 200) {
                sightings.add(new Sighting(Instant.now(), JSON.readTree(response.body())));
            }
        } catch (IOException e) {
            // Not there yet, or no longer.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

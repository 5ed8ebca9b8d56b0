package dev.gatewayhealth.e2e.rig;

import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/** Those who are at the door before the service opens it: each asks from the first accepted connection on, several times in a row. */
public final class EarlyCallers {

    private static final int CALLERS = 6;
    private static final int CALLS_EACH = 10;

    private final List<CompletableFuture<List<Answer>>> calling;

    private EarlyCallers(List<CompletableFuture<List<Answer>>> calling) {
        this.calling = calling;
    }

    /** Starts asking before anybody listens there; each caller for one of the targets, in turn. */
    public static EarlyCallers at(int port, String... targets) {
        return new EarlyCallers(IntStream.range(0, CALLERS)
                .mapToObj(i -> Client.later(() -> ask(new Client(port), targets[i % targets.length])))
                .toList());
    }

    /** What all of them were answered. */
    public List<Answer> answers() {
        return calling.stream().flatMap(each -> each.join().stream()).toList();
    }

    private static List<Answer> ask(Client client, String target) {
        Call first = Awaitility.await("the port to open")
                .atMost(Duration.ofMinutes(3))
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(1))
                .ignoreException(UncheckedIOException.class)
                .until(() -> client.call("GET", target, ""), call -> true);
        Stream<Answer> more = IntStream.range(1, CALLS_EACH).mapToObj(i -> client.get(target));
        return Stream.concat(Stream.of(first.answer()), more).toList();
    }
}

package dev.gatewayhealth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatewayhealth.contract.GatewayContract;
import dev.gatewayhealth.contract.Overrides;
import dev.gatewayhealth.watch.GatewayErrors;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ErrorLogKeeperTest {

    @TempDir
    private Path dir;

    private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 1);
    private final List<String> lines = new ArrayList<>();
    private Path log;
    private ErrorLogKeeper keeper;

    @BeforeEach
    void begin() {
        log = dir.resolve("error.log");
        keeper = new ErrorLogKeeper(
                log,
                List::of,
                () -> GatewayContract.assumed(Overrides.none(), null),
                new GatewayErrors(),
                lines::add,
                nanos::get);
    }

    @Test
    void aServiceThatStartsBeforeNginxFindsNothingWrong() throws IOException {
        assertThat(keeper.look()).isNull();
        after(89);
        assertThat(keeper.look()).isNull();

        Files.createFile(log);
        assertThat(keeper.look()).isNull();
        assertThat(keeper.look()).isNull();
        assertThat(lines).singleElement().asString().contains(log.toString(), "is there now");
    }

    @Test
    void aLogThatDoesNotComeIsAWrongPath() throws IOException {
        keeper.look();
        after(90);
        assertThat(keeper.look()).contains("it does not exist", "90 s");

        Files.createFile(log);
        assertThat(keeper.look()).isNull();
        assertThat(lines).hasSize(1);
    }

    @Test
    void whatIsThereAndCannotBeReadIsSaidAtOnce() throws IOException {
        Files.createDirectory(log);
        assertThat(keeper.look()).isEqualTo("it is no regular file");
        assertThat(lines).isEmpty();
    }

    @Test
    void aLogThatIsThereNeedsNoLine() throws IOException {
        Files.createFile(log);
        assertThat(keeper.look()).isNull();
        assertThat(lines).isEmpty();
    }

    private void after(long seconds) {
        nanos.addAndGet(TimeUnit.SECONDS.toNanos(seconds));
    }
}

package dev.gatewayhealth.audit;

import static dev.gatewayhealth.finding.Code.SOCKET_PERMISSIONS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatewayhealth.contract.Listening;
import dev.gatewayhealth.finding.Noticed;
import dev.gatewayhealth.finding.Remedy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SocketPermissionsTest {

    @TempDir
    Path dir;

    private Path socket;
    private long owner;

    @BeforeEach
    void aSocketAndUsers() throws IOException {
        allow(dir, "rwxr-xr-x");
        socket = Files.writeString(dir.resolve("app.sock"), "");
        owner = ((Integer) Files.getAttribute(socket, "unix:uid")).longValue();
        Path etc = Files.createDirectories(dir.resolve("etc"));
        Files.writeString(
                etc.resolve("passwd"), "owner:x:" + owner + ":0::/:/bin/sh\nwww:x:70001:70001::/:/bin/false\n");
        Files.writeString(etc.resolve("group"), "www:x:70001:\nshared:x:70002:www\n");
    }

    @ParameterizedTest(name = "socket {0}, directory {1}: {2}")
    @CsvSource({
        "rw-rw-rw-, rwxr-xr-x, ",
        "rw-rw----, rwxr-xr-x, may not write to the socket",
        "rw-rw-r--, rwxr-xr-x, may not write to the socket",
        "rw-rw-rw-, rwxr-x---, may not enter the directory",
    })
    void theWrittenUserNeedsToWriteAndToGetThere(String mode, String directory, String obstacle) throws IOException {
        allow(socket, mode);
        allow(dir, directory);

        assertThat(audit("user www;")
                        .find(SOCKET_PERMISSIONS)
                        .map(Noticed::message)
                        .orElse(""))
                .contains(obstacle == null ? "" : obstacle)
                .matches(message -> message.isEmpty() == (obstacle == null));
    }

    @Test
    void whoRunsComesBeforeWhatIsWritten() throws IOException {
        allow(socket, "rw-rw----");
        process(100, 0, "");
        process(101, 70001, "70001 " + Files.getAttribute(socket, "unix:gid"));

        assertThat(audit("user www;").find(SOCKET_PERMISSIONS)).isEmpty();
    }

    @Test
    void aRunningWorkerOutsideTheGroupIsSaid() throws IOException {
        allow(socket, "rw-rw----");
        process(100, 0, "");
        process(101, 70001, "70001");

        Noticed noticed = audit("user owner;").find(SOCKET_PERMISSIONS).orElseThrow();
        assertThat(noticed.message()).contains("user www, running", "mode 0660", socket.toString());
        assertThat(noticed.remedy()).contains(Remedy.nginx("user owner;"));
    }

    @Test
    void aWorkerMayBeRootThoughAnotherNginxHasWorkersThatAreNot() throws IOException {
        allow(socket, "rw-------");
        process(100, 0, "");
        process(101, 70001, "70001");
        title(101, "nginx: worker process");
        assertThat(audit("").find(SOCKET_PERMISSIONS)).isPresent();

        process(102, 0, "0");
        title(102, "nginx: worker process");

        assertThat(audit("").find(SOCKET_PERMISSIONS)).isEmpty();
    }

    @Test
    void ofSeveralNginxTheOneThatReadsTheFileCounts() throws IOException {
        allow(socket, "rw-------");
        Auditing auditing = audit("");
        process(100, 0, "");
        title(100, "nginx: master process nginx -g daemon off; -c " + auditing.conf());
        process(101, 70001, "70001");
        title(101, "nginx: worker process");
        child(101, 100);
        process(102, 0, "0");
        title(102, "nginx: worker process");
        process(103, 0, "0");
        title(103, "nginx: master process nginx -c /somewhere/else/nginx.conf");
        child(102, 103);

        assertThat(auditing.find(SOCKET_PERMISSIONS)).isPresent();
    }

    @Test
    void whereNobodySaysWhoNginxIsNothingIsSaid() throws IOException {
        allow(socket, "rw-------");

        assertThat(audit("").find(SOCKET_PERMISSIONS)).isEmpty();
        assertThat(audit("user stranger;").find(SOCKET_PERMISSIONS)).isEmpty();
    }

    @Test
    void isOverWhenTheModeChanges() throws IOException {
        allow(socket, "rw-------");
        Auditing auditing = audit("user www;");
        assertThat(auditing.find(SOCKET_PERMISSIONS)).isPresent();

        allow(socket, "rw-rw-rw-");

        assertThat(auditing.find(SOCKET_PERMISSIONS)).isEmpty();
    }

    private Auditing audit(String user) {
        return new Auditing(dir)
                .service(ListenerLimits.of("Tomcat/11.0.27", Listening.unix(socket.toString())))
                .main(user)
                .http("server { listen 80; location / { proxy_pass http://unix:" + socket + ":/; } }");
    }

    private void title(int pid, String title) throws IOException {
        Files.writeString(dir.resolve("proc/" + pid + "/cmdline"), title + "\0");
    }

    private void child(int pid, int parent) throws IOException {
        Path status = dir.resolve("proc/" + pid + "/status");
        Files.writeString(status, Files.readString(status) + "PPid:\t" + parent + "\n");
    }

    private void process(int pid, long uid, String groups) throws IOException {
        Path process = Files.createDirectories(dir.resolve("proc/" + pid));
        Files.writeString(process.resolve("comm"), "nginx\n");
        Files.writeString(
                process.resolve("status"),
                "Name:\tnginx\nUid:\t" + uid + "\t" + uid + "\t" + uid + "\t" + uid + "\nGid:\t" + uid + "\t" + uid
                        + "\t" + uid + "\t" + uid + "\nGroups:\t" + groups + "\n");
    }

    private static void allow(Path path, String mode) throws IOException {
        Set<java.nio.file.attribute.PosixFilePermission> bits = PosixFilePermissions.fromString(mode);
        Files.setPosixFilePermissions(path, bits);
    }
}

package dev.gatewayhealth.e2e.rig;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A key with a certificate nobody vouches for, which is all nginx asks of an upstream unless told otherwise. */
public final class Keys {

    public static final String PASSWORD = "changeit";

    private Keys() {}

    /** A file with a new one. */
    public static Path made() {
        Path file = Places.work("keys").resolve("service.p12");
        Program.Result result = Program.run(
                List.of(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-keyalg",
                        "EC",
                        "-alias",
                        "service",
                        "-dname",
                        "CN=localhost",
                        "-storetype",
                        "PKCS12",
                        "-storepass",
                        PASSWORD,
                        "-keystore",
                        file.toString()),
                Map.of());
        if (result.exitCode() != 0) {
            throw new AssertionError(result.output());
        }
        return file;
    }
}

package dev.gatewayhealth.agent.container;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** A key made for these tests, with which a server and its client trust each other; reached from the server's class loader. */
public final class SelfSigned {

    private static final String PASSWORD = "changeit";

    private static final SSLContext CONTEXT = made();

    private SelfSigned() {}

    public static SSLContext context() {
        return CONTEXT;
    }

    private static SSLContext made() {
        try {
            KeyStore keys = KeyStore.getInstance(keyFile().toFile(), PASSWORD.toCharArray());
            KeyManagerFactory own = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            own.init(keys, PASSWORD.toCharArray());
            TrustManagerFactory others = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            others.init(keys);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(own.getKeyManagers(), others.getTrustManagers(), null);
            return context;
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static Path keyFile() throws IOException, InterruptedException {
        Path file = Files.createTempDirectory("keys").resolve("server.p12");
        String keytool =
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
        String key =
                "-genkeypair -keyalg EC -alias server -dname CN=localhost -storetype PKCS12 -storepass " + PASSWORD;
        ProcessBuilder making = new ProcessBuilder((keytool + ' ' + key).split(" "));
        making.command().addAll(List.of("-keystore", file.toString()));
        if (making.inheritIO().start().waitFor() != 0) {
            throw new IllegalStateException("keytool made no key");
        }
        return file;
    }
}

package dev.coffer.notification.push;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.apache.catalina.Context;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.startup.Tomcat;
import org.apache.coyote.http2.Http2Protocol;
import org.apache.tomcat.util.net.SSLHostConfig;
import org.apache.tomcat.util.net.SSLHostConfigCertificate;

/** A server of HTTP/2 over TLS on a free port of this machine, with a certificate of its own. */
final class Http2Server implements AutoCloseable {

    private static final String PASSWORD = "changeit";

    private final Tomcat tomcat = new Tomcat();
    private final List<Asked> asked = new CopyOnWriteArrayList<>();
    private final Path store;
    private volatile int status = 200;
    private volatile String answer = "";

    private Http2Server(Path store) {
        this.store = store;
    }

    /** A request. @param headers by their names in small letters */
    record Asked(String protocol, String method, String path, Map<String, String> headers, String body) {}

    static Http2Server start(Path folder) throws IOException, InterruptedException, LifecycleException {
        Path store = folder.resolve("apple.p12");
        Process made = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "apple",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=localhost",
                        "-ext",
                        "SAN=dns:localhost,ip:127.0.0.1",
                        "-storetype",
                        "PKCS12",
                        "-storepass",
                        PASSWORD,
                        "-keystore",
                        store.toString())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        if (made.waitFor() != 0) {
            throw new IllegalStateException("keytool made no certificate");
        }
        Http2Server server = new Http2Server(store);
        server.open(folder);
        return server;
    }

    private void open(Path folder) throws LifecycleException {
        tomcat.setBaseDir(folder.toString());
        Connector connector = new Connector();
        connector.setPort(0);
        connector.setScheme("https");
        connector.setSecure(true);
        connector.setProperty("SSLEnabled", "true");
        connector.setProperty("address", "127.0.0.1");
        connector.addUpgradeProtocol(new Http2Protocol());
        SSLHostConfig tls = new SSLHostConfig();
        SSLHostConfigCertificate certificate =
                new SSLHostConfigCertificate(tls, SSLHostConfigCertificate.Type.UNDEFINED);
        certificate.setCertificateKeystoreFile(store.toString());
        certificate.setCertificateKeystorePassword(PASSWORD);
        certificate.setCertificateKeystoreType("PKCS12");
        tls.addCertificate(certificate);
        connector.addSslHostConfig(tls);
        tomcat.setConnector(connector);
        Context context = tomcat.addContext("", folder.toString());
        Tomcat.addServlet(context, "all", new HttpServlet() {
            private static final long serialVersionUID = 1L;

            @Override
            protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
                answer(request, response);
            }
        });
        context.addServletMappingDecoded("/*", "all");
        tomcat.start();
    }

    private void answer(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Map<String, String> headers = new TreeMap<>();
        Collections.list(request.getHeaderNames()).forEach(name -> headers.put(name, request.getHeader(name)));
        String body = new String(request.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        asked.add(new Asked(request.getProtocol(), request.getMethod(), request.getRequestURI(), headers, body));
        response.setStatus(status);
        response.setHeader("apns-id", request.getHeader("apns-id"));
        response.getOutputStream().write(answer.getBytes(StandardCharsets.UTF_8));
    }

    void answerWith(int otherStatus, String body) {
        status = otherStatus;
        answer = body;
    }

    List<Asked> asked() {
        return asked;
    }

    String url() {
        return "https://localhost:" + tomcat.getConnector().getLocalPort();
    }

    /** What trusts this server, and nobody else. */
    SSLContext context() throws IOException, GeneralSecurityException {
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store)) {
            keys.load(in, PASSWORD.toCharArray());
        }
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("apple", keys.getCertificate("apple"));
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return context;
    }

    /** One that trusts this server, and else is as the product's. */
    HttpClient client() throws IOException, GeneralSecurityException {
        return HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_2)
                .sslContext(context())
                .build();
    }

    @Override
    public void close() throws LifecycleException {
        tomcat.stop();
        tomcat.destroy();
    }
}

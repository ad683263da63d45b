package io.equipoise.recorder.metrics;

import io.equipoise.traces.InputException;
import io.prometheus.metrics.exporter.httpserver.HTTPServer;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.concurrent.Executors;

/** Serves metrics by HTTP at {@code /metrics}. */
public final class MetricsServer implements AutoCloseable {
    private final HTTPServer server;

    /** @param address resolved; port 0 takes a free one. An {@link InputException} says why it cannot be used. */
    public MetricsServer(InetSocketAddress address, PrometheusRegistry metrics) {
        try {
            server = HTTPServer.builder()
                    .inetAddress(address.getAddress())
                    .port(address.getPort())
                    .registry(metrics)
                    .executorService(Executors.newSingleThreadExecutor(MetricsServer::thread))
                    .buildAndStart();
        } catch (IOException e) {
            throw new InputException(
                    "metrics cannot be served at " + address.getHostString() + ":" + address.getPort() + ": "
                            + e.getMessage() + "; choose another address or port",
                    e);
        }
    }

    /** One thread will do, and must not keep the process alive. */
    private static Thread thread(Runnable task) {
        Thread thread = new Thread(task, "metrics");
        thread.setDaemon(true);
        return thread;
    }

    public int port() {
        return server.getPort();
    }

    @Override
    public void close() {
        server.close();
    }
}

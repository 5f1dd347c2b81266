package io.dynrefer.local.processes;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;

/** Where the servers listen, all on the loopback interface; 0 means any free port. */
record Ports(int gateway, int encode, int s3, int sqs, int lambda) {
    /** Any free ports. */
    public static final Ports FREE = new Ports(0, 0, 0, 0, 0);

    /** The port itself, or a free one for 0. */
    static int orFree(int port) throws IOException {
        if (port != 0) {
            return port;
        }
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}

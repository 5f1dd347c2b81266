package io.dynrefer.data.packages;

/**
 * A file that lies within a file of a package.
 *
 * @param name what it is called
 * @param file the package's file that holds it
 * @param offset its first byte there
 * @param length its bytes
 * @param sha256 of its bytes, lower-case hex
 */
record PackageSlice(String name, String file, int offset, int length, String sha256) {}

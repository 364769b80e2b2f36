/** The server's clock at this very moment as SQL: milliseconds since 1970, with their fractions. */
export const serverTime = "(extract(epoch FROM clock_timestamp()) * 1000)";

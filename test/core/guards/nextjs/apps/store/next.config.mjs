/** @type {import('next').NextConfig} */
const nextConfig = { basePath: '/store' };

export default nextConfig;

curl -X POST https://gogogotoken.com/v1/video/generations \
  -H "Authorization: Bearer YOUR_API_KEY" \
  -H "Content-Type: application/json" \
  -d '{
    "model": "doubao-seedance-2-0-fast",
    "prompt": "一款智能手表在白色展示台上缓慢旋转,柔和棚拍光线,镜头平稳推进",
    "seconds": "5",
    "size": "480x854"
  }'
